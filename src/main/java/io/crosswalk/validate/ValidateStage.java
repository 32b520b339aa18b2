package io.crosswalk.validate;

import io.crosswalk.mapping.ElementOrigins;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at the Bundle of one conversion. Thread safe. */
public final class ValidateStage {

    /** How closely. */
    public enum Depth {
        /** Whether it is a transaction that a server can take, or the answer to a query: one quick read. */
        NONE,
        /** Also whether each resource keeps to FHIR R4, with HAPI's validator: tens of milliseconds. */
        R4
    }

    private static final Supplier<ElementOrigins> NOT_ASKED = () -> {
        throw new IllegalStateException("nobody asks where elements come from");
    };

    private final StandardValidator standard = new StandardValidator();

    /** What was found; a fatal issue means that the Bundle must not leave. */
    public List<Issue> validate(Conversion conversion, Depth depth) {
        return validate(conversion, depth, Optional.empty(), NOT_ASKED);
    }

    /**
     * What was found; a fatal issue means that the Bundle must not leave.
     *
     * @param profiles that the resources are to keep to as well
     * @param origins asked when they do not
     */
    public List<Issue> validate(
            Conversion conversion, Depth depth, Optional<ProfileCheck> profiles, Supplier<ElementOrigins> origins) {
        List<Issue> issues = new ArrayList<>(BundleCheck.check(conversion.bundle()));
        if (depth == Depth.R4) {
            issues.addAll(standard.validate(conversion.bundle()));
        }
        profiles.filter(asked -> issues.stream().noneMatch(Issue::isFatal))
                .ifPresent(asked -> issues.addAll(asked.check(conversion, origins)));
        return issues;
    }
}
