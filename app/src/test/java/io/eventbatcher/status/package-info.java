/** Tests of the status of the whole system. */
@NullMarked
package io.eventbatcher.status;

import org.jspecify.annotations.NullMarked;
