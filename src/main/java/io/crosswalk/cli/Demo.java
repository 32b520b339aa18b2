package io.crosswalk.cli;

import io.crosswalk.cli.DemoDay.Event;
import io.crosswalk.cli.DemoDay.Expectation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** A day of a hospital, sent to a running engine, and what became of it at the FHIR server. */
record Demo(DemoDay day, DemoPorts ports, DemoMachines machines, PrintWriter out) {

    private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(30);
    private static final Duration FOR_THE_LAST_DELIVERY = Duration.ofSeconds(90);
    private static final long GLANCE_MS = 300;

    /** Sends the messages of the day, each after the acknowledgement of the one before. */
    void sendTheDay() throws IOException {
        say("");
        try (MllpClient adt = connect(ports.adt());
                MllpClient lab = connect(ports.lab())) {
            for (Event event : day.events()) {
                MllpClient client = event.channel().startsWith("adt") ? adt : lab;
                Acknowledgement answer = client.send(event.message())
                        .orElseThrow(() -> new IOException("the message of " + event.time() + " asks for no answer"));
                if (!answer.isPositive()) {
                    throw new CommandFailure(
                            ExitCode.SOME_FAILED,
                            "the engine does not take the message of " + event.time() + ":\n" + answer.text());
                }
                say("  " + event.time() + "  " + answer.code() + "  " + event.story());
            }
        }
    }

    private static MllpClient connect(int port) throws IOException {
        return MllpClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), FOR_AN_ANSWER);
    }

    /** Waits until the FHIR server holds what it should at the end of the day. */
    void awaitTheEndOfTheDay() throws IOException, InterruptedException {
        FhirSearch search = new FhirSearch(machines.server().address());
        long end = System.nanoTime() + FOR_THE_LAST_DELIVERY.toNanos();
        for (Optional<String> missing = missing(search); missing.isPresent(); missing = missing(search)) {
            if (System.nanoTime() > end) {
                throw new CommandFailure(
                        ExitCode.SOME_FAILED,
                        "all messages were acknowledged, but after " + FOR_THE_LAST_DELIVERY.toSeconds()
                                + " s the FHIR server has " + missing.get() + "; see " + machines.logs());
            }
            Thread.sleep(GLANCE_MS);
        }
    }

    private Optional<String> missing(FhirSearch search) throws IOException, InterruptedException {
        for (Expectation expected : day.expectations()) {
            int count = search.count(expected.search());
            if (count != expected.count()) {
                return Optional.of(count + " for " + expected.search() + " instead of " + expected.count());
            }
        }
        return Optional.empty();
    }

    /** Prints where to look. */
    void showAround() throws IOException, InterruptedException {
        URI fhir = machines.server().address();
        URI engine = machines.engine().address();
        URI nora = new FhirSearch(fhir)
                .first("Patient?identifier=100234")
                .orElseThrow(() -> new IOException("the FHIR server does not find the patient 100234"));
        say("");
        say("All of it has arrived. What to look at:");
        say("");
        say("  Nora Vance, admitted   " + nora);
        say("  all about her          " + nora + "/$everything?_count=200");
        say("  her laboratory report  " + fhir + "/DiagnosticReport?subject.identifier=100234&_include=*");
        say("  console, messages      " + engine.resolve("/console"));
        say("  Hawtio, routes         " + engine.resolve("/hawtio/"));
        say("  log in as              " + login());
        say("  logs                   " + machines.logs());
        say("");
    }

    private String login() throws IOException {
        return System.getenv("CROSSWALK_LOGIN_ADMIN_PASSWORD") == null
                ? "admin, password "
                        + Files.readString(machines.data().resolve("login").resolve("admin-password"))
                                .strip()
                : "admin, with the password in CROSSWALK_LOGIN_ADMIN_PASSWORD";
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
