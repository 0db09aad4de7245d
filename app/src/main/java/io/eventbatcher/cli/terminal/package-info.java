/**
 * Options that several commands share, and the forms of output: tables, JSON, sentences about failures. The room knows no command.
 */
@NullMarked
package io.eventbatcher.cli.terminal;

import org.jspecify.annotations.NullMarked;
