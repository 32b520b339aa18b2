package io.crosswalk.pipeline.broker;

import java.nio.file.Path;

/** Which broker carries the queues. */
public sealed interface BrokerSettings {

    /**
     * The one inside this process. It listens on no port.
     *
     * @param folder of its journal
     * @param queueLimit bytes of one queue on disk, above which messages are refused
     * @param minDiskFree bytes that stay free on the disk; below it messages are refused
     * @param memory bytes of messages in memory; more is kept on disk only
     */
    record Embedded(Path folder, long queueLimit, long minDiskFree, long memory) implements BrokerSettings {

        private static final long MIB = 1L << 20;

        public static Embedded in(Path folder) {
            return new Embedded(folder, 16L * 1024 * MIB, 256 * MIB, 48 * MIB);
        }
    }

    /**
     * A broker of its own.
     *
     * @param url {@code tcp://host:port} with Artemis' parameters
     */
    record External(String url, String user, String password) implements BrokerSettings {

        /** Never shows the password, nor parameters that may hold another one. */
        @Override
        public String toString() {
            return url.split("\\?", 2)[0];
        }
    }
}
