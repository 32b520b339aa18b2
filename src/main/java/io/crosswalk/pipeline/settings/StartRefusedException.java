package io.crosswalk.pipeline.settings;

import java.util.List;

/** The engine does not start as it is set up. Carries every problem, not only the first one. */
public class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public StartRefusedException(List<String> problems) {
        super("the engine does not start; " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                + " to solve:\n - " + String.join("\n - ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
