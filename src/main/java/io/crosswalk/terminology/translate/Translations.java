package io.crosswalk.terminology.translate;

import io.crosswalk.terminology.CodeMap.Target;
import java.time.Duration;
import java.util.List;

/** What becomes of codes that no table knows. Safe across threads. */
public interface Translations {

    /** Nobody is asked. */
    Translations NONE = new Translations() {
        @Override
        public List<Target> of(String codeMap, String system, String code) {
            return List.of();
        }

        @Override
        public Duration limit() {
            return Duration.ZERO;
        }
    };

    /**
     * Never throws, and takes no longer than {@link #limit}.
     *
     * @param codeMap name of the code map that does not have the code
     * @param system URI of its system
     * @return none when there is no translation, or none in time
     */
    List<Target> of(String codeMap, String system, String code);

    /** How long one answer may take; zero when nobody is asked. */
    Duration limit();
}
