package io.crosswalk.terminology.translate;

import org.jspecify.annotations.Nullable;

/** The server gave no answer that says anything about the code. */
final class TranslateException extends Exception {

    private static final long serialVersionUID = 1L;

    TranslateException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
