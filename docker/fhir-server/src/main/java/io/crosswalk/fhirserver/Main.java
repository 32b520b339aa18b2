package io.crosswalk.fhirserver;

/** Starts the server, says where it is in one line, and stops it in good order when asked to. */
public final class Main {

    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String... arguments) throws Exception {
        var started = System.nanoTime();
        Settings settings;
        try {
            settings = Settings.from(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Settings.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        var server = new FhirServer(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        var seconds = (System.nanoTime() - started) / 1_000_000_000.0;
        System.out.printf("FHIR server ready at %s after %.1f s%n", server.address(), seconds);
    }

    private static void stop(FhirServer server) {
        try {
            server.close();
        } catch (Exception e) {
            e.printStackTrace();
        }
    }
}
