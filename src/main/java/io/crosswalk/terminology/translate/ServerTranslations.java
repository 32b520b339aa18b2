package io.crosswalk.terminology.translate;

import io.crosswalk.terminology.CodeMap.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server once for each code and remembers what it said. While it does not answer nobody waits for it: after a
 * failure it is left alone for a while, and one question at a time is under way.
 */
public final class ServerTranslations implements Translations {

    /** How a question ended. */
    public enum Outcome {
        /** The answer was known. */
        REMEMBERED,
        /** The server has translated it. */
        TRANSLATED,
        /** The server has no translation. */
        UNKNOWN,
        /** The server gave no answer in time, or none that can be read. */
        FAILED,
        /** The server has failed a short time ago, and was not asked. */
        PAUSED,
        /** Another question was under way, and the server was not asked. */
        BUSY
    }

    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_CODE = 40;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    /** A map at the server may be corrected at any time. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final TranslateClient client;
    private final Duration limit;
    private final Duration pause;
    private final int most;
    private final Consumer<Outcome> listener;
    private final Semaphore line = new Semaphore(1);
    private final Map<Question, Answer> answers = new Remembered();
    private volatile long pausedSince;
    private volatile boolean paused;

    private record Question(String codeMap, String system, String code) {}

    private record Answer(List<Target> targets, long since) {}

    /** The answers that were used last. */
    private final class Remembered extends LinkedHashMap<Question, Answer> {

        private static final long serialVersionUID = 1L;

        Remembered() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
            return size() > most;
        }
    }

    /** @param listener is told how each question ended; it is called on the thread that asks */
    public ServerTranslations(TranslateSettings settings, Consumer<Outcome> listener) {
        this(settings, listener, PAUSE, MOST_REMEMBERED);
    }

    ServerTranslations(TranslateSettings settings, Consumer<Outcome> listener, Duration pause, int most) {
        this.client = new TranslateClient(settings);
        this.limit = settings.limit();
        this.listener = listener;
        this.pause = pause;
        this.most = most;
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public List<Target> of(String codeMap, String system, String code) {
        if (system.isEmpty() || !isCode(code)) {
            return List.of();
        }
        Question question = new Question(codeMap, system, code);
        Answer known = known(question);
        if (known != null) {
            return told(Outcome.REMEMBERED, known.targets);
        }
        if (isPaused()) {
            return told(Outcome.PAUSED, List.of());
        }
        if (!line.tryAcquire()) {
            return told(Outcome.BUSY, List.of());
        }
        try {
            return ask(question);
        } finally {
            line.release();
        }
    }

    private List<Target> ask(Question question) {
        try {
            List<Target> targets = List.copyOf(client.ask(question.codeMap, question.system, question.code));
            paused = false;
            remember(question, targets);
            return told(targets.isEmpty() ? Outcome.UNKNOWN : Outcome.TRANSLATED, targets);
        } catch (TranslateException e) {
            pausedSince = System.nanoTime();
            paused = true;
            return told(Outcome.FAILED, List.of());
        }
    }

    /** Senders write texts where codes belong; a text may hold what nobody else is to read. */
    private static boolean isCode(String code) {
        return !code.isEmpty() && code.length() <= LONGEST_CODE && code.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private boolean isPaused() {
        return paused && System.nanoTime() - pausedSince < pause.toNanos();
    }

    private @Nullable Answer known(Question question) {
        synchronized (answers) {
            Answer answer = answers.get(question);
            if (answer != null && System.nanoTime() - answer.since >= REMEMBERED.toNanos()) {
                answers.remove(question);
                return null;
            }
            return answer;
        }
    }

    private void remember(Question question, List<Target> targets) {
        synchronized (answers) {
            answers.put(question, new Answer(targets, System.nanoTime()));
        }
    }

    private List<Target> told(Outcome outcome, List<Target> targets) {
        listener.accept(outcome);
        return targets;
    }
}
