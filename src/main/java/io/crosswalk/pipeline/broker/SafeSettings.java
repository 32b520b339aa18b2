package io.crosswalk.pipeline.broker;

import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;

/** The address settings with which Artemis neither loses nor reorders; its defaults do both. */
final class SafeSettings {

    private SafeSettings() {}

    static AddressSettings of(long queueLimit) {
        return new AddressSettings()
                // Without a dead-letter address a message that used up its attempts is deleted; so there is one, and no
                // attempt is ever the last.
                .setDeadLetterAddress(SimpleString.of(Queues.DEAD))
                .setExpiryAddress(SimpleString.of(Queues.DEAD))
                .setMaxDeliveryAttempts(-1)
                // A delayed message is overtaken by the next one of its lane.
                .setRedeliveryDelay(0)
                // A send to an address without a queue is acknowledged and lost otherwise.
                .setSendToDLAOnNoRoute(true)
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setAutoCreateDeadLetterResources(false)
                .setAutoCreateExpiryResources(false)
                // A full queue goes to disk; a full disk refuses, so that the sender is told instead of hanging.
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setPageLimitBytes(queueLimit)
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
                .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
                .setRedistributionDelay(-1);
    }

    /** What would lose or reorder messages under {@code settings}; empty when nothing would. */
    static List<String> faults(AddressSettings settings) {
        List<String> faults = new ArrayList<>();
        if (settings.getMaxDeliveryAttempts() != -1) {
            faults.add("max-delivery-attempts is " + settings.getMaxDeliveryAttempts()
                    + ": a message would be taken out of its lane after so many attempts; set -1");
        }
        if (settings.getRedeliveryDelay() != 0) {
            faults.add("redelivery-delay is " + settings.getRedeliveryDelay()
                    + ": a delayed message is overtaken by the next one of its lane; set 0");
        }
        if (settings.getDeadLetterAddress() == null) {
            faults.add("dead-letter-address is not set: what cannot be routed is deleted; set " + Queues.DEAD);
        }
        if (!settings.isSendToDLAOnNoRoute()) {
            faults.add("send-to-dla-on-no-route is off: what cannot be routed is deleted; set true");
        }
        AddressFullMessagePolicy full = settings.getAddressFullMessagePolicy();
        if (full == AddressFullMessagePolicy.DROP || full == AddressFullMessagePolicy.BLOCK) {
            faults.add("address-full-policy is " + full
                    + ": a full queue would drop messages or leave senders without an answer; set PAGE or FAIL");
        }
        return faults;
    }
}
