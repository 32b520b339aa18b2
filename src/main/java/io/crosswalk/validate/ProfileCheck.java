package io.crosswalk.validate;

import ca.uhn.fhir.context.FhirContext;
import io.crosswalk.mapping.ElementOrigins;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;

/**
 * Holds the resources of Bundles to the profiles of a folder, within bounds: a feed never waits longer for it than the limit.
 * Thread safe.
 */
public final class ProfileCheck {

    /** What becomes of a Bundle with findings. */
    public enum Consequence {
        /** It leaves all the same; everybody sees the findings. */
        REPORT,
        /** It stays; the message waits where an operator sees it. So does one that could not be looked at. */
        STOP
    }

    /** How long one Bundle may take. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    /** Nobody reads more, and the history keeps them all. */
    private static final int MOST = 100;

    /** So many checks that do not come to their end may go on in the background; then no more are begun. */
    private static final int MOST_STUCK = 4;

    private static final ExecutorService WORKERS = Executors.newCachedThreadPool(work -> {
        Thread worker = new Thread(work, "profiles");
        worker.setDaemon(true);
        return worker;
    });

    private final Profiles profiles;
    private final Consequence consequence;
    private final Duration limit;
    private final AtomicInteger stuck = new AtomicInteger();

    ProfileCheck(Profiles profiles, Consequence consequence, Duration limit) {
        this.profiles = profiles;
        this.consequence = consequence;
        this.limit = limit;
    }

    /**
     * Reads the folder, and the definitions of FHIR: this takes some seconds.
     *
     * @throws IllegalArgumentException with all that is wrong with the folder
     */
    public static ProfileCheck of(Path folder, Consequence consequence) {
        Profiles profiles = ProfileFolder.read(folder);
        Patient first = new Patient();
        first.setId(new IdType("first"));
        // The first resource pays for the definitions of FHIR; it must not be a patient's.
        profiles.check(first, finding -> {});
        return new ProfileCheck(profiles, consequence, LIMIT);
    }

    /**
     * What the resources of a Bundle break.
     *
     * @param origins asked only when there is something to tell
     */
    public List<Issue> check(Conversion conversion, Supplier<ElementOrigins> origins) {
        Run run = new Run(conversion.bundle());
        List<Issue> issues = new ArrayList<>(run.within(limit));
        List<Finding> findings = run.findings();
        if (!findings.isEmpty()) {
            ElementOrigins known = origins.get();
            findings.stream().limit(MOST).map(finding -> issue(finding, known)).forEach(issues::add);
            if (findings.size() > MOST) {
                issues.add(Issue.error(
                        "not-to-profile", "Bundle", "", findings.size() - MOST + " more findings are not listed"));
            }
        }
        if (consequence == Consequence.STOP && !issues.isEmpty()) {
            issues.add(Issue.fatal(
                    "profiles-stop",
                    "Bundle",
                    findings.isEmpty()
                            ? "the Bundle could not be held to its profiles, and the channel lets none leave unseen"
                            : "resources do not keep to their profiles, and the channel lets none of these leave"));
        }
        return issues;
    }

    private static Issue issue(Finding finding, ElementOrigins origins) {
        ElementOrigins.Origin origin = origins.of(finding.resource(), finding.element());
        String reason = finding.profile() + ": " + finding.words() + " (" + finding.rule() + ")"
                + (origin.places().isEmpty() ? "" : "; source: " + String.join(", ", origin.places()));
        return Issue.error("not-to-profile", finding.resource() + " " + finding.element(), origin.rule(), reason);
    }

    /** One Bundle. */
    private final class Run {

        private final byte[] bundle;
        private final List<Finding> found = new ArrayList<>();
        private boolean abandoned;

        Run(byte[] bundle) {
            this.bundle = bundle;
        }

        /** Looks at all resources, as far as time allows; what is returned says why not at all of them. */
        List<Issue> within(Duration time) {
            if (stuck.get() >= MOST_STUCK) {
                return notChecked("earlier checks do not come to their end");
            }
            Future<?> work = WORKERS.submit(this::all);
            try {
                work.get(time.toMillis(), TimeUnit.MILLISECONDS);
                return List.of();
            } catch (TimeoutException e) {
                abandon();
                return notChecked("it would take longer than " + time.toSeconds() + " s");
            } catch (ExecutionException e) {
                // The text of the exception may quote a resource; its kind does not.
                return notChecked("the validator failed with "
                        + Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                abandon();
                return notChecked("the engine stops");
            }
        }

        private List<Issue> notChecked(String why) {
            return List.of(Issue.error(
                    "profiles-not-checked", "Bundle", "", "not all resources were held to profiles: " + why));
        }

        private void all() {
            // Without the switch the parser writes each fullUrl over the id that the resource has.
            Bundle parsed = FhirContext.forR4Cached()
                    .newJsonParser()
                    .setOverrideResourceIdWithBundleEntryFullUrl(false)
                    .parseResource(Bundle.class, new String(bundle, StandardCharsets.UTF_8));
            for (Bundle.BundleEntryComponent entry : parsed.getEntry()) {
                if (entry.hasResource() && !isAbandoned()) {
                    profiles.check(entry.getResource(), this::add);
                }
            }
            done();
        }

        private synchronized void add(Finding finding) {
            if (!abandoned) {
                found.add(finding);
            }
        }

        private synchronized boolean isAbandoned() {
            return abandoned;
        }

        private synchronized void abandon() {
            abandoned = true;
            stuck.incrementAndGet();
        }

        private synchronized void done() {
            if (abandoned) {
                stuck.decrementAndGet();
            }
        }

        private synchronized List<Finding> findings() {
            return List.copyOf(found);
        }
    }
}
