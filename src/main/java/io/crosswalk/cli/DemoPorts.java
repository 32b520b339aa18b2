package io.crosswalk.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The ports of the demo, all on loopback. */
record DemoPorts(int adt, int lab, int console, int fhir) {

    /** Ends the command when another program has one of the ports, before anything is started. */
    void requireFree() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("--adt-port", adt);
        ports.put("--lab-port", lab);
        ports.put("--console-port", console);
        ports.put("--fhir-port", fhir);
        Map<String, Integer> taken = ports.entrySet().stream()
                .filter(port -> isTaken(port.getValue()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        if (!taken.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.CANNOT_RUN,
                    "another program listens at port "
                            + taken.values().stream().map(String::valueOf).collect(Collectors.joining(" and "))
                            + " (is the demo or the engine running already?); stop it, or choose other ports: "
                            + taken.keySet().stream()
                                    .map(name -> name + " PORT")
                                    .collect(Collectors.joining(" ")));
        }
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException e) {
            return true; // that it cannot be bound is the answer
        }
    }
}
