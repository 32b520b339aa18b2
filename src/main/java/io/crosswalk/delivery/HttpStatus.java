package io.crosswalk.delivery;

/** What an HTTP status other than success says about the cause. The table is RFC 9110's meaning, read for a queue. */
final class HttpStatus {

    private HttpStatus() {}

    static boolean success(int status) {
        return status >= 200 && status < 300;
    }

    static Fault fault(int status) {
        return switch (status) {
            case 401, 403, 407, 501, 511 -> Fault.CONFIGURATION;
            case 404, 410 -> Fault.ABSENT;
            case 408, 425, 429 -> Fault.TRANSIENT;
            case 409, 423 -> Fault.CONFLICT;
            case 500 -> Fault.BROKEN;
            default -> byClass(status);
        };
    }

    private static Fault byClass(int status) {
        if (status >= 500) {
            return Fault.TRANSIENT;
        }
        // We follow no redirect: it could lead a patient's data to somebody else.
        return status >= 400 ? Fault.MESSAGE : Fault.CONFIGURATION;
    }
}
