/**
 * Dead letters as an operator sees them: found, understood, replayed, accounted for. The rooms below print nothing and know no command line;
 * commands and consoles are faces of the same engine.
 */
@NullMarked
package io.eventbatcher.replay;

import org.jspecify.annotations.NullMarked;
