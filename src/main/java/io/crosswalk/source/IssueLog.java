package io.crosswalk.source;

import io.crosswalk.message.Issue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The issues of one message, bounded: a message that is wrong everywhere is said to be so once. */
public final class IssueLog {

    private static final int MOST = 1_000;

    private final List<Issue> issues = new ArrayList<>(4);

    public void add(Issue issue) {
        if (issues.size() < MOST) {
            issues.add(issue);
        } else if (issues.size() == MOST) {
            issues.add(Issue.error(
                    "too-many-issues",
                    "",
                    "",
                    "the message has more than " + MOST + " faults; the rest is not listed"));
        }
    }

    public void warning(String code, String place, String reason) {
        add(Issue.warning(code, place, "", reason));
    }

    public void error(String code, String place, String reason) {
        add(Issue.error(code, place, "", reason));
    }

    public int size() {
        return issues.size();
    }

    public List<Issue> all() {
        return Collections.unmodifiableList(issues);
    }
}
