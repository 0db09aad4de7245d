/** Audits without a broker. */
@NullMarked
package io.eventbatcher.audit;

import org.jspecify.annotations.NullMarked;
