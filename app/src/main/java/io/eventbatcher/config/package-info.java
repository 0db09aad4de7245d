/** What the operator decided, as records that cannot be wrong. The Javadoc of each component is its manual. */
@NullMarked
package io.eventbatcher.config;

import org.jspecify.annotations.NullMarked;
