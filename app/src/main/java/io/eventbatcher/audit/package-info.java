/**
 * The audit of a running system: consumed events against delivered, duplicate, dead and waiting ones. Touches the ledger, committed offsets and the
 * project's topics; joins no group and writes nothing.
 */
@NullMarked
package io.eventbatcher.audit;

import org.jspecify.annotations.NullMarked;
