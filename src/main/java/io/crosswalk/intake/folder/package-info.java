/**
 * Files as a way in: which files of a folder are complete, who has claimed them, and where they go when it is known what
 * became of them.
 *
 * <pre>
 *  sender writes            complete, claimed              the disk of the engine has it
 *  folder/NAME  ----------> folder/processing/NAME  -----> folder/done/DATE/NAME
 *                                  |
 *                                  '--- never taken -----> folder/failed/NAME and NAME.reason.txt
 * </pre>
 *
 * <p>Guarantees: each file is in exactly one of these places at any instant, under any crash, since it only ever moves by
 * renaming; what is in {@code processing} when the watch begins is offered again; memory does not grow with the number of
 * files; names of files, which may be names of patients, stand in no log. Leaves to others: what is in the files.
 */
@NullMarked
package io.crosswalk.intake.folder;

import org.jspecify.annotations.NullMarked;
