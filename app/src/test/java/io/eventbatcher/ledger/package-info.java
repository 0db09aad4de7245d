@NullMarked
package io.eventbatcher.ledger;

import org.jspecify.annotations.NullMarked;
