package io.crosswalk.message;

import java.util.Objects;

/**
 * One Bundle on its way to one destination.
 *
 * @param key the source message
 * @param acceptId which acceptance of it, see {@link ReceivedMessage#acceptId}
 * @param destination name of the destination
 * @param lane what is kept in order: a keyed hash of destination and patient, without patient data
 * @param bundle the Bundle as UTF-8 JSON
 */
public record Delivery(MessageKey key, String acceptId, String destination, String lane, byte[] bundle) {

    public Delivery {
        Objects.requireNonNull(key, "key");
        if (bundle.length == 0) {
            throw new IllegalArgumentException("a delivery to '" + destination + "' without a Bundle");
        }
    }

    @Override
    public String toString() {
        return "Delivery[" + key + " to " + destination + ", " + bundle.length + " bytes]";
    }
}
