/**
 * CDA documents as a tree: each element and attribute by the number of its name, read from the bytes when somebody asks.
 *
 * <p>Guarantees: no content makes it fail, hang or reach for anything outside of the bytes; a document type declaration is
 * refused; memory grows with the document by a small factor, and embedded base64 stays what it is in the bytes. What cannot
 * be read is an issue with line and column and without any value.
 *
 * <p>What the words of {@link io.crosswalk.source.SourceNode} mean here:
 *
 * <ul>
 *   <li>{@code text()}: empty with a null flavor; else the attribute {@code value}, {@code code}, {@code extension} or
 *       {@code root}, the first that is there; else the text that a {@code reference} leads to; else the element's own
 *       characters. A pointer into the narrative ({@code #id}) never comes out.
 *   <li>{@code valued()}: whether something below says something. Attributes that only say how (class, mood, unit, use,
 *       code system) do not count, nor does anything that a null flavor takes back; a translation below it does.
 *   <li>{@code deleted()}: never; {@code absence()} is the null flavor.
 *   <li>{@code unread()}: attributes and texts; not what dispatch itself reads (templateId, typeId, realmCode, class, mood,
 *       type and determiner codes, xsi:type), nor that there is no information (NI).
 *   <li>{@code narrative()}: of the text of a section, and of what refers to an element of it.
 * </ul>
 *
 * Leaves to others: what a value means (io.crosswalk.mapping).
 */
@NullMarked
package io.crosswalk.source.cda;

import org.jspecify.annotations.NullMarked;
