/** Tests of the reader of mapping files, and the schemas that editors have of them. */
@NullMarked
package io.crosswalk.mapping.plan;

import org.jspecify.annotations.NullMarked;
