package io.crosswalk.source.hl7v2;

import io.crosswalk.message.Issue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The issues of one message, bounded: a message that is wrong everywhere is said to be so once. */
final class IssueLog {

    private final List<Issue> issues = new ArrayList<>(4);

    void add(Issue issue) {
        if (issues.size() < Limits.ISSUES) {
            issues.add(issue);
        } else if (issues.size() == Limits.ISSUES) {
            issues.add(Issue.error(
                    "too-many-issues",
                    "",
                    "",
                    "the message has more than " + Limits.ISSUES + " faults; the rest is not listed"));
        }
    }

    void warning(String code, String place, String reason) {
        add(Issue.warning(code, place, "", reason));
    }

    void error(String code, String place, String reason) {
        add(Issue.error(code, place, "", reason));
    }

    int size() {
        return issues.size();
    }

    List<Issue> all() {
        return Collections.unmodifiableList(issues);
    }
}
