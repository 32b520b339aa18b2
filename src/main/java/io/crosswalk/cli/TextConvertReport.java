package io.crosswalk.cli;

import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.UnmappedValue;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For people: Bundles or explanations on the screen, one line for each fault on the error stream. */
final class TextConvertReport implements ConvertReport {

    private final PrintWriter screen;
    private final PrintWriter errors;
    private final boolean bundles;
    private final boolean explain;
    private final boolean unmapped;
    private final int inputs;

    TextConvertReport(
            PrintWriter screen, PrintWriter errors, boolean bundles, boolean explain, boolean unmapped, int inputs) {
        this.screen = screen;
        this.errors = errors;
        this.bundles = bundles;
        this.explain = explain;
        this.unmapped = unmapped;
        this.inputs = inputs;
    }

    @Override
    public void result(String input, ReceivedMessage message, TracedConversion result, @Nullable Path written)
            throws IOException {
        Conversion conversion = result.conversion();
        if (bundles && !conversion.failed()) {
            screen.write(new String(PrettyJson.of(conversion.bundle()), StandardCharsets.UTF_8));
        }
        if (!explain && !unmapped) {
            return;
        }
        screen.println(input + "  " + message.type() + "  " + message.controlId());
        if (explain) {
            explain(result.elements());
            issues(conversion.issues());
        }
        if (unmapped) {
            unmapped(result.unmapped());
        }
        screen.println();
    }

    private void explain(List<ElementTrace> elements) {
        String resource = "";
        for (ElementTrace element : elements) {
            if (!element.resource().equals(resource)) {
                resource = element.resource();
                screen.println("  " + resource);
            }
            String value = element.value();
            screen.println("    " + element.element() + (value.isEmpty() ? "" : " = " + value));
            screen.println("        from " + sources(element)
                    + (element.rule().isEmpty() ? "" : ", by " + element.rule())
                    + (element.codeRow().isEmpty() ? "" : ", translated by " + element.codeRow())
                    + (element.conditions().isEmpty()
                            ? ""
                            : ", decided by " + String.join(", ", element.conditions())));
        }
    }

    private static String sources(ElementTrace element) {
        return element.sources().isEmpty() ? "a constant" : String.join(", ", element.sources());
    }

    private void issues(List<Issue> issues) {
        if (!issues.isEmpty()) {
            screen.println("  Remarks");
        }
        for (Issue issue : issues) {
            String where = List.of(issue.place(), issue.rule()).stream()
                    .filter(s -> !s.isEmpty())
                    .collect(Collectors.joining(", "));
            screen.println("    " + issue.severity().name().toLowerCase(java.util.Locale.ROOT) + " " + issue.code()
                    + (where.isEmpty() ? "" : " (" + where + ")") + ": " + issue.reason());
        }
    }

    private void unmapped(List<UnmappedValue> values) {
        screen.println(values.isEmpty() ? "  Every value of the message was used." : "  Not in the Bundle");
        for (UnmappedValue value : values) {
            screen.println("    " + value.place() + ": " + value.reason()
                    + (value.rule().isEmpty() ? "" : " (" + value.rule() + ")"));
        }
    }

    @Override
    public void findings(String input, List<Issue> findings) {
        for (Issue finding : findings) {
            errors.println(input + ": " + finding.code() + " " + finding.place() + ": " + finding.reason()
                    + (finding.rule().isEmpty() ? "" : ", by " + finding.rule()));
        }
    }

    @Override
    public void failed(String input, String reason) {
        errors.println(input + ": " + reason);
    }

    @Override
    public void remark(String input, String remark) {
        errors.println(input + ": " + remark);
    }

    @Override
    public void finished(int converted, int failed) {
        if (inputs > 1 || converted + failed > 1) {
            errors.println("converted " + converted + ", failed " + failed);
        }
    }

    @Override
    public void close() {
        screen.flush();
        errors.flush();
    }
}
