package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DemoPortsTest {

    @Test
    void saysWhichPortsAreTakenAndHowToChooseOthers() throws Exception {
        try (ServerSocket one = listen();
                ServerSocket other = listen()) {
            DemoPorts ports = new DemoPorts(one.getLocalPort(), free(), other.getLocalPort(), free());

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage("another program listens at port " + one.getLocalPort() + " and "
                            + other.getLocalPort() + " (is the demo or the engine running already?); stop it, or choose"
                            + " other ports: --adt-port PORT --console-port PORT");
        }
    }

    @Test
    void startsNothingWhenAPortIsTaken() throws Exception {
        StringWriter err = new StringWriter();
        try (ServerSocket taken = listen()) {
            int code = Crosswalk.run(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err),
                    "demo",
                    "--fhir-port",
                    String.valueOf(taken.getLocalPort()));

            assertThat(code).isEqualTo(ExitCode.CANNOT_RUN);
            assertThat(err.toString())
                    .contains("another program listens at port", String.valueOf(taken.getLocalPort()));
        }
    }

    private static ServerSocket listen() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static int free() throws Exception {
        try (ServerSocket socket = listen()) {
            return socket.getLocalPort();
        }
    }
}
