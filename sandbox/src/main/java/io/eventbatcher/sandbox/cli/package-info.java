/** The sandbox's commands: each starts a part of the embedded stack. Touches the app's command line and all parts of the sandbox. */
@NullMarked
package io.eventbatcher.sandbox.cli;

import org.jspecify.annotations.NullMarked;
