/** The promises of the whole service, held on a real broker, a registry and the simulator: each test breaks one of them if it can. */
@NullMarked
package io.eventbatcher.sandbox.endtoend;

import org.jspecify.annotations.NullMarked;
