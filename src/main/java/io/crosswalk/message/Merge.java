package io.crosswalk.message;

/**
 * One resource takes the place of another, because the source has merged the two: patients, accounts or visits.
 *
 * @param retired what is no longer to be used, as {@code Type/id}
 * @param survivor what is to be used instead, as {@code Type/id} of the same type
 */
public record Merge(String retired, String survivor) {

    public Merge {
        if (retired.equals(survivor)) {
            throw new IllegalArgumentException("a resource cannot take its own place");
        }
    }
}
