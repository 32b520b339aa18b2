package io.crosswalk.load;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The command line of {@link MllpLoad}. */
record LoadArguments(LoadOptions options, int warmup, int sink, long pid) {

    static LoadArguments parse(String[] arguments) {
        Iterator<String> words = List.of(arguments).iterator();
        if (!words.hasNext()) {
            throw new IllegalArgumentException("where to? MllpLoad host:port [--type adt|oru] [--messages N]"
                    + " [--connections N] [--window N] [--rate N] [--patients N] [--warmup N] [--resend]"
                    + " [--sink PORT] [--pid PID]");
        }
        LoadOptions options = LoadOptions.of(0, MessageKind.ADT, 10_000);
        String[] address = words.next().split(":");
        options = new LoadOptions(
                new InetSocketAddress(address[0], Integer.parseInt(address[1])),
                options.kind(),
                options.messages(),
                options.connections(),
                options.window(),
                options.rate(),
                options.patients(),
                false,
                options.run(),
                options.patience());
        int warmup = 0;
        int sink = 0;
        long pid = 0;
        while (words.hasNext()) {
            String name = words.next();
            if (name.equals("--resend")) {
                options = options.withResending();
                continue;
            }
            String value = words.next();
            switch (name) {
                case "--type" -> options = options.withKind(MessageKind.valueOf(value.toUpperCase(Locale.ROOT)));
                case "--messages" -> options = options.withMessages(Integer.parseInt(value));
                case "--connections" -> options = options.withConnections(Integer.parseInt(value));
                case "--window" -> options = options.withWindow(Integer.parseInt(value));
                case "--rate" -> options = options.withRate(Double.parseDouble(value));
                case "--patients" -> options = options.withPatients(Integer.parseInt(value));
                case "--warmup" -> warmup = Integer.parseInt(value);
                case "--sink" -> sink = Integer.parseInt(value);
                case "--pid" -> pid = Long.parseLong(value);
                default -> throw new IllegalArgumentException("no such option: " + name);
            }
        }
        return new LoadArguments(options, warmup, sink, pid);
    }
}
