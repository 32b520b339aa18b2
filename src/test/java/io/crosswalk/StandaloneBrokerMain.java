package io.crosswalk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** The main class of {@link StandaloneBroker}; its arguments are a folder, a user and a password. */
final class StandaloneBrokerMain {

    private StandaloneBrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String user = arguments[1];
        String password = arguments[2];
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("standalone");
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setSecurityEnabled(true);
        configuration.setMaxDiskUsage(-1);
        Role all = new Role("all", true, true, true, true, true, true, true, true, true, true, true, true);
        configuration.putSecurityRoles("#", Set.of(all));
        int port = freePort();
        configuration.addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port);
        SecurityConfiguration users = new SecurityConfiguration(Map.of(user, password), Map.of(user, List.of("all")));
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration);
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        server.start();
        System.out.println("broker ready at tcp://127.0.0.1:" + port);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        Thread.currentThread().join();
    }

    private static void stop(EmbeddedActiveMQ server) {
        try {
            server.stop();
        } catch (Exception e) {
            e.printStackTrace();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
