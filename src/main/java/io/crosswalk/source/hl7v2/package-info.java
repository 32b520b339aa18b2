/**
 * HL7 version 2 as a tree: positional and version-neutral, read from the bytes with the message's own delimiters,
 * escape character and character set.
 *
 * <p>Guarantees: no content makes it fail or slow; what cannot be read becomes an issue that names the place, never the
 * value; time and memory grow with the size of the message and no faster. MSH-12 decides nothing: a field is found by
 * its position, whatever version the sender claims. Structure tables group segments and do nothing else. Leaves to
 * others: framing (io.crosswalk.intake) and meaning (io.crosswalk.mapping).
 */
@NullMarked
package io.crosswalk.source.hl7v2;

import org.jspecify.annotations.NullMarked;
