package io.crosswalk.delivery;

/** The destination answered a question that comes before or after a delivery with a fault; the delivery is judged by it. */
final class AskFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient DeliveryResult.Failed answer;

    AskFailed(DeliveryResult.Failed answer) {
        super("the destination did not answer a question");
        this.answer = answer;
    }

    DeliveryResult.Failed answer() {
        return answer;
    }
}
