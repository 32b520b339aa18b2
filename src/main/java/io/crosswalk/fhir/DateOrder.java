package io.crosswalk.fhir;

import java.time.OffsetDateTime;

/** Which of two dates or times of FHIR comes first, as far as both say it. */
public final class DateOrder {

    /** {@code 2024-05-03}: more than that is a time, and has a zone. */
    private static final int DAY = 10;

    private DateOrder() {}

    /**
     * Whether one is over before the other begins. What is said less precisely holds all that it may mean, so May is not
     * before the third of May; a day without a time is a day where the other one's clock is.
     *
     * @param one a valid date, dateTime or instant, as the other
     */
    public static boolean isBefore(String one, String other) {
        if (one.length() > DAY && other.length() > DAY) {
            return isEarlier(one, other);
        }
        int shared = Math.min(DAY, Math.min(one.length(), other.length()));
        return one.substring(0, shared).compareTo(other.substring(0, shared)) < 0;
    }

    private static boolean isEarlier(String one, String other) {
        return isInOneForm(one, other)
                ? one.compareTo(other) < 0
                : withoutLeap(one).isBefore(withoutLeap(other));
    }

    /** The same zone and the same digits of a second: then the texts are in the order of the times. */
    private static boolean isInOneForm(String one, String other) {
        int zone = other.endsWith("Z") ? 1 : 6;
        return one.length() == other.length()
                && one.regionMatches(one.length() - zone, other, other.length() - zone, zone);
    }

    /** Java has no second 60, and FHIR allows it. */
    private static OffsetDateTime withoutLeap(String time) {
        return time.startsWith(":60", 16)
                ? OffsetDateTime.parse(time.substring(0, 17) + "59" + time.substring(19))
                        .plusSeconds(1)
                : OffsetDateTime.parse(time);
    }
}
