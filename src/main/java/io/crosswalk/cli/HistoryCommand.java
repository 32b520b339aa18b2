package io.crosswalk.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.crosswalk.cli.history.HistorySource;
import io.crosswalk.cli.history.Lifeline;
import io.crosswalk.cli.history.RunningEngine;
import io.crosswalk.cli.history.StoredHistory;
import io.crosswalk.history.DeliveryView;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.history.Step;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where is my message? */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Lists the newest messages, or shows the way of one message through the stages to each destination. Shows"
                    + " no content of a message.",
            "",
            "Asks the running engine; when none runs, reads the database that it left behind, without changing it."
        },
        parameterListHeading = "%n",
        optionListHeading = "",
        footerHeading = "%nExamples:%n",
        footer = {
            "  crosswalk history                           the newest 20",
            "  crosswalk history MSG00001                  the message with this control id (MSH-10)",
            "  crosswalk history 3f9a...                   the message with this key (all 64 digits)",
            "  crosswalk history --status parked           what waits for a person",
            "  crosswalk history --channel adt-from-his --limit 100 --json",
            "",
            "Exit codes: 0 shown, 2 wrong usage, 3 there is no such message, 4 neither an engine nor a database."
        })
final class HistoryCommand implements Callable<Integer> {

    private static final int LONGEST_LIST = 1000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "MESSAGE",
            defaultValue = "",
            description = "A control id (MSH-10) as the sender wrote it, or a message key.")
    private String message = "";

    @Option(names = "--channel", paramLabel = "NAME", defaultValue = "", description = "Only of this inbound feed.")
    private String channel = "";

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "",
            description = "Only in this status: received, converted, filtered, queued, sent, parked, error.")
    private String status = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many at most. Default: 20.")
    private int limit;

    @Option(
            names = "--engine",
            paramLabel = "URL",
            description = "The engine to ask. Default: the one on this machine, at quarkus.http.port.")
    private @Nullable URI engine;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        String wanted = status.toUpperCase(Locale.ROOT);
        if (!wanted.isEmpty()
                && Arrays.stream(Status.values()).noneMatch(one -> one.name().equals(wanted))) {
            throw new CommandFailure(ExitCode.USAGE, "there is no status '" + status + "'; see --help");
        }
        if (limit < 1 || limit > LONGEST_LIST) {
            throw new CommandFailure(ExitCode.USAGE, "--limit is 1 to " + LONGEST_LIST + ", not " + limit);
        }
        HistorySource source = source();
        try {
            return show(source, new HistorySource.Query(message, channel, wanted, limit));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, "the history at " + source.place() + ": " + e.getMessage());
        }
    }

    private HistorySource source() throws IOException {
        Home home = Home.find();
        Configuration configuration = Configuration.of(home);
        Path data = home.folder().resolve(configuration.value("crosswalk.data.dir", "data"));
        URI base = engine != null
                ? engine
                : URI.create("http://127.0.0.1:" + configuration.value("quarkus.http.port", "8080"));
        RunningEngine running = new RunningEngine(base, password(configuration, data));
        if (engine != null || running.answers()) {
            return running;
        }
        return new StoredHistory(
                configuration.value("crosswalk.history.url", "jdbc:h2:file:" + data.resolve("history/crosswalk")),
                configuration.value("crosswalk.history.user", "crosswalk"),
                configuration.value("crosswalk.history.password", ""),
                home.folder());
    }

    /** As the engine has it: from the settings, else from the file that its first start wrote. */
    private static String password(Configuration configuration, Path data) throws IOException {
        Path file = data.resolve("login/admin-password");
        Optional<String> set = configuration.value("crosswalk.login.admin-password");
        if (set.isPresent() || !Files.isReadable(file)) {
            return set.orElse("");
        }
        return Files.readString(file).strip();
    }

    private int show(HistorySource source, HistorySource.Query query) throws IOException {
        if (message.matches("[0-9a-f]{64}")) {
            return show(source.message(message));
        }
        List<MessageSummary> found = source.list(query);
        if (!message.isEmpty() && found.size() == 1) {
            return show(source.message(found.get(0).key()));
        }
        if (!message.isEmpty() && found.isEmpty()) {
            return show(Optional.empty());
        }
        if (json) {
            print(found);
        } else {
            list(found);
        }
        return ExitCode.OK;
    }

    private int show(Optional<Lifeline> found) throws IOException {
        if (found.isEmpty()) {
            throw new CommandFailure(ExitCode.SOME_FAILED, "there is no message " + message);
        }
        if (json) {
            print(found.get());
        } else {
            lifeline(found.get());
        }
        return ExitCode.OK;
    }

    private void print(Object value) throws IOException {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
        out().println(mapper.writeValueAsString(value));
    }

    private void list(List<MessageSummary> messages) {
        if (messages.isEmpty()) {
            out().println("no message");
            return;
        }
        out().println(line("RECEIVED", "STATUS", "CHANNEL", "TYPE", "CONTROL ID", "KEY", ""));
        for (MessageSummary one : messages) {
            out().println(line(
                    TIME.format(one.receivedAt()),
                    one.status().name(),
                    one.channel(),
                    one.type(),
                    one.controlId(),
                    one.key().substring(0, 12),
                    one.reason()));
        }
    }

    private static String line(
            String received, String status, String channel, String type, String controlId, String key, String reason) {
        return String.format(
                        Locale.ROOT,
                        "%-19s  %-9s  %-22s  %-8s  %-20s  %-12s  %s",
                        received,
                        status,
                        channel,
                        type,
                        controlId,
                        key,
                        reason)
                .stripTrailing();
    }

    private void lifeline(Lifeline life) {
        MessageSummary one = life.message();
        out().println(one.type() + " " + one.controlId() + ": " + one.status()
                + (one.reason().isEmpty() ? "" : ", " + one.reason()));
        field("key", one.key());
        field("channel", one.channel() + (one.sender().isEmpty() ? "" : ", from " + one.sender()));
        field("received", TIME.format(one.receivedAt()) + ", " + life.bodyBytes() + " bytes" + repeats(one));
        field("mappings", life.mappings());
        field(
                "Bundle",
                life.resources().isEmpty()
                        ? "none"
                        : life.bundleBytes() + " bytes: "
                                + life.resources().stream()
                                        .map(count -> count.count() + " " + count.type())
                                        .collect(Collectors.joining(", ")));
        life.steps().forEach(this::step);
        life.deliveries().forEach(this::delivery);
        life.issues().forEach(this::issue);
    }

    private static String repeats(MessageSummary one) {
        Instant last = one.lastRepeatAt();
        return last == null ? "" : "; sent again " + one.repeats() + " times, last " + TIME.format(last);
    }

    private void step(Step step) {
        field(
                step.stage().name().toLowerCase(Locale.ROOT),
                TIME.format(step.at()) + "  " + step.status() + "  " + step.micros() + " us"
                        + (step.destination().isEmpty() ? "" : "  for " + step.destination())
                        + (step.reason().isEmpty() ? "" : "  " + step.reason()));
    }

    private void delivery(DeliveryView delivery) {
        Instant at = delivery.lastAttemptAt() == null ? delivery.queuedAt() : delivery.lastAttemptAt();
        field(
                "to " + delivery.destination(),
                TIME.format(at) + "  " + delivery.status() + "  attempts: " + delivery.attempts()
                        + (delivery.reason().isEmpty() ? "" : "  " + delivery.reason()));
    }

    private void issue(Issue issue) {
        field(
                issue.severity().name().toLowerCase(Locale.ROOT),
                issue.code() + (issue.place().isEmpty() ? "" : " at " + issue.place()) + ": " + issue.reason()
                        + (issue.rule().isEmpty() ? "" : " (" + issue.rule() + ")"));
    }

    private void field(String name, String value) {
        out().println(String.format(Locale.ROOT, "  %-14s %s", name, value));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
