package io.crosswalk.console;

import io.crosswalk.history.DeliveryView;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.history.Stage;
import io.crosswalk.history.Step;
import io.crosswalk.message.Conversion.ResourceCount;
import io.crosswalk.message.Issue;
import io.crosswalk.source.hl7v2.Hl7v2Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Everything about one message. Holds a patient's data. */
record MessagePage(MessageDetail detail, Instant now) {

    /** One station of the lifeline. */
    record StageCell(String name, String style, String state, String note) {}

    /** One destination. */
    record DeliveryRow(DeliveryView view, Instant now) {
        public String style() {
            return MessageRow.style(view.status());
        }

        public String state() {
            return MessageRow.state(view.status());
        }

        public String queued() {
            return Words.time(view.queuedAt(), now);
        }

        public String lastTry() {
            Instant last = view.lastAttemptAt();
            return last == null ? "" : Words.time(last, now);
        }

        public String took() {
            return view.lastAttemptAt() == null ? "" : Words.micros(view.micros());
        }

        public String outcome() {
            return view.outcome();
        }
    }

    /** One remark; {@code anchor} is where it points in the message, empty when it points at no field. */
    record IssueRow(Issue issue, String anchor) {
        public String weight() {
            return issue.severity().name().toLowerCase(Locale.ROOT);
        }

        public String style() {
            return switch (issue.severity()) {
                case INFORMATION -> "quiet";
                case WARNING -> "warn";
                case ERROR, FATAL -> "stop";
            };
        }
    }

    public MessageSummary summary() {
        return detail.summary();
    }

    public String heading() {
        String type =
                summary().type().isEmpty() ? summary().format() : summary().type();
        return summary().controlId().isEmpty() ? type : type + " " + summary().controlId();
    }

    public String state() {
        return MessageRow.state(summary().status());
    }

    public String style() {
        return MessageRow.style(summary().status());
    }

    public String received() {
        return Words.exact(summary().receivedAt());
    }

    public String mappings() {
        return detail.mappings().length() > 12 ? detail.mappings().substring(0, 12) : detail.mappings();
    }

    public String repeats() {
        Instant last = summary().lastRepeatAt();
        return last == null
                ? ""
                : "sent again " + Words.count(summary().repeats(), "time", "times") + ", last " + Words.time(last, now)
                        + "; acknowledged as before, no second effect";
    }

    public List<StageCell> stages() {
        List<StageCell> cells = new ArrayList<>();
        for (Step step : detail.steps()) {
            if (step.stage() != Stage.DELIVER) {
                String destination = step.destination().isEmpty() ? "" : step.destination() + ": ";
                String took = step.micros() > 0 ? Words.micros(step.micros()) : "";
                String reason = step.reason().isEmpty() ? "" : step.reason();
                String separator = took.isEmpty() || reason.isEmpty() ? "" : " · ";
                cells.add(new StageCell(
                        word(step.stage()),
                        passed(step),
                        said(step),
                        destination + took + separator + reason + made(step)));
            }
        }
        return cells;
    }

    private static String word(Stage stage) {
        return switch (stage) {
            case RECEIVE -> "Received";
            case CONVERT -> "Converted";
            case VALIDATE -> "Validated";
            case CONSENT -> "Consent";
            case ROUTE -> "Routed";
            case DELIVER -> "Delivered";
        };
    }

    private static String passed(Step step) {
        return switch (step.status()) {
            case RECEIVED, CONVERTED, QUEUED, SENT -> "ok";
            case FILTERED -> "quiet";
            case PARKED, ERROR -> "stop";
        };
    }

    private static String said(Step step) {
        return switch (step.status()) {
            case RECEIVED -> "stored";
            case CONVERTED ->
                switch (step.stage()) {
                    case VALIDATE -> "valid";
                    case CONSENT -> "permitted";
                    default -> "converted";
                };
            case QUEUED -> "queued";
            case SENT -> "delivered";
            case FILTERED -> "withheld";
            case PARKED -> "parked";
            case ERROR -> "failed";
        };
    }

    private String made(Step step) {
        if (step.stage() != Stage.CONVERT || detail.resources().isEmpty()) {
            return "";
        }
        return " · "
                + detail.resources().stream()
                        .map((ResourceCount resource) -> resource.count() + " " + resource.type())
                        .collect(Collectors.joining(", "));
    }

    public List<DeliveryRow> deliveries() {
        return detail.deliveries().stream()
                .map(delivery -> new DeliveryRow(delivery, now))
                .toList();
    }

    public List<IssueRow> issues() {
        return detail.issues().stream()
                .map(issue -> new IssueRow(issue, isHl7v2() ? SegmentLine.anchor(issue.place()) : ""))
                .toList();
    }

    public boolean isHl7v2() {
        return summary().format().equals("HL7V2");
    }

    /** The segments of an HL7 v2 message; empty for other formats. */
    public List<SegmentLine> segments() {
        return isHl7v2() ? SegmentLine.of(Hl7v2Reader.text(detail.body())) : List.of();
    }

    /** Whether it can be told where each element of the Bundle comes from. */
    public boolean isExplained() {
        return isHl7v2() || isXml();
    }

    public boolean isXml() {
        return summary().format().equals("CDA");
    }

    /** An XML document as HTML for people. */
    public String xml() {
        return XmlHtml.of(detail.body());
    }

    public String text() {
        return new String(detail.body(), StandardCharsets.UTF_8);
    }

    public String bodySize() {
        return Words.bytes(detail.body().length);
    }

    public String bundleSize() {
        return detail.bundle().length == 0 ? "" : Words.bytes(detail.bundle().length);
    }

    /** As HTML; empty when no Bundle was made. */
    public String bundle() {
        return detail.bundle().length == 0 ? "" : JsonHtml.of(detail.bundle());
    }

    @Override
    public String toString() {
        return "MessagePage[" + summary().key() + "]";
    }
}
