package io.crosswalk.validate;

import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import java.util.ArrayList;
import java.util.List;

/** Looks at the Bundle of one conversion. Thread safe. */
public final class ValidateStage {

    /** How closely. */
    public enum Depth {
        /** Whether it is a transaction that a server can take, or the answer to a query: one quick read. */
        NONE,
        /** Also whether each resource keeps to FHIR R4, with HAPI's validator: tens of milliseconds. */
        R4
    }

    private final ProfileValidator profiles = new ProfileValidator();

    /** What was found; a fatal issue means that the Bundle must not leave. */
    public List<Issue> validate(Conversion conversion, Depth depth) {
        List<Issue> issues = new ArrayList<>(BundleCheck.check(conversion.bundle()));
        if (depth == Depth.R4) {
            issues.addAll(profiles.validate(conversion.bundle()));
        }
        return issues;
    }
}
