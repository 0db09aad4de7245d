/**
 * Commands about the command line itself: completion for shells, and manual pages. Both are made from picocli's model of the commands, so the
 * room knows no command.
 */
@NullMarked
package io.eventbatcher.cli.shell;

import org.jspecify.annotations.NullMarked;
