package io.crosswalk.message;

/**
 * The batch that a message came in, in the words of its sender. It says nothing about which message it is: the same message in
 * another batch, or alone, is the same message.
 *
 * @param file the id of the file of batches (FHS-11); empty when there is none
 * @param batch the id of the batch (BHS-11); empty when there is none
 */
public record BatchId(String file, String batch) {

    /** Of a message that came alone, or in a batch without a name. */
    public static final BatchId NONE = new BatchId("", "");
}
