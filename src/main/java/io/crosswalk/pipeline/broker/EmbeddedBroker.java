package io.crosswalk.pipeline.broker;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.management.QueueControl;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.io.aio.AIOSequentialFileFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** The broker inside this process: reached through memory only, its journal on disk. */
final class EmbeddedBroker implements AutoCloseable {

    private static final AtomicInteger NEXT_ID = new AtomicInteger();

    /**
     * How long the journal waits for company before it writes. Artemis waits 3.3 ms, which allows one connection 270
     * acknowledgements a second.
     */
    private static final int JOURNAL_WAIT_NANOS = 200_000;

    private static final int JOURNAL_FILE_BYTES = 10 * 1024 * 1024;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final int serverId = NEXT_ID.getAndIncrement();
    private final JournalType journal;

    EmbeddedBroker(BrokerSettings.Embedded settings) {
        // Asked for without libaio, ASYNCIO silently becomes NIO; so we look first and say which one it is.
        this.journal = AIOSequentialFileFactory.isSupported() ? JournalType.ASYNCIO : JournalType.NIO;
        server.setConfiguration(configuration(settings));
        server.setMbeanServer(ManagementFactory.getPlatformMBeanServer());
        try {
            server.start();
        } catch (Exception e) {
            stopQuietly(e);
            throw new BrokerException("the embedded broker does not start in " + settings.folder() + ": " + e, e);
        }
        if (!server.getActiveMQServer().isActive()) {
            BrokerException locked = new BrokerException("the embedded broker does not start: " + settings.folder()
                    + " is in use by another engine; stop that one or set crosswalk.data.dir");
            stopQuietly(locked);
            throw locked;
        }
    }

    private ConfigurationImpl configuration(BrokerSettings.Embedded settings) {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("crosswalk-" + serverId);
        configuration.setPersistenceEnabled(true);
        // Nothing but this process can reach it.
        configuration.setSecurityEnabled(false);
        configuration.setJournalDirectory(settings.folder().resolve("journal").toString());
        configuration.setBindingsDirectory(settings.folder().resolve("bindings").toString());
        configuration.setPagingDirectory(settings.folder().resolve("paging").toString());
        configuration.setLargeMessagesDirectory(
                settings.folder().resolve("large").toString());
        configuration.setJournalType(journal);
        configuration.setJournalDatasync(true);
        configuration.setJournalSyncTransactional(true);
        configuration.setJournalSyncNonTransactional(true);
        configuration.setJournalBufferTimeout_NIO(JOURNAL_WAIT_NANOS);
        configuration.setJournalBufferTimeout_AIO(JOURNAL_WAIT_NANOS);
        configuration.setJournalFileSize(JOURNAL_FILE_BYTES);
        // Another engine in the same folder is told at once instead of waiting for its turn for ever.
        configuration.setJournalLockAcquisitionTimeout(1000);
        configuration.setGlobalMaxSize(settings.memory());
        configuration.setMaxDiskUsage(-1);
        configuration.setMinDiskFree(settings.minDiskFree());
        configuration.setJMXManagementEnabled(true);
        configuration.setMessageExpiryScanPeriod(-1);
        configuration.addAddressSetting(Queues.ALL, SafeSettings.of(settings.queueLimit()));
        try {
            configuration.addAcceptorConfiguration("in-memory", "vm://" + serverId);
        } catch (Exception e) {
            throw new BrokerException("the embedded broker cannot be reached through memory", e);
        }
        return configuration;
    }

    int serverId() {
        return serverId;
    }

    ActiveMQServer server() {
        return server.getActiveMQServer();
    }

    QueueFacts queue(String name) {
        Queue queue = server.getActiveMQServer().locateQueue(name);
        Object control = server.getActiveMQServer().getManagementService().getResource(ResourceNames.QUEUE + name);
        if (queue == null || !(control instanceof QueueControl view)) {
            throw new BrokerException("the embedded broker has no queue " + name);
        }
        long depth = queue.getMessageCount();
        try {
            Long age = depth == 0 ? null : view.getFirstMessageAge();
            return new QueueFacts(depth, age == null ? 0 : Math.max(0, age / 1000));
        } catch (Exception e) {
            // The first message left while its age was asked for.
            return new QueueFacts(depth, 0);
        }
    }

    JournalType journal() {
        return journal;
    }

    private void stopQuietly(Exception reason) {
        try {
            server.stop();
        } catch (Exception e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new BrokerException("the embedded broker did not stop well; its journal is as after a kill", e);
        }
    }
}
