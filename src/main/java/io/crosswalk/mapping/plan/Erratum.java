package io.crosswalk.mapping.plan;

/**
 * A row of HL7's guide that is read in another form than it is printed in: a slip of the pen, or something that R4 writes
 * in another way. The row still has to be implemented, in this form.
 *
 * @param row row id of the guide
 * @param column column of the guide's rows that is meant otherwise
 * @param reads what stands there; when the guide says something else one day, the erratum holds no more
 * @param means what it is read as
 */
public record Erratum(String row, String column, String reads, String means, String reason) {

    public Erratum {
        if (row.isBlank() || column.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("an erratum needs a row, a column and a reason");
        }
        if (reads.equals(means)) {
            throw new IllegalArgumentException("an erratum means something else than it reads");
        }
    }
}
