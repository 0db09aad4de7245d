/**
 * The lines of the log, as text or as JSON, made from the events of Logback; lines of libraries are shorter and do not repeat.
 *
 * <p>Touches Logback and SLF4J only. Logback makes the encoder by its name in {@code logback.xml}.
 */
@NullMarked
package io.eventbatcher.log.line;

import org.jspecify.annotations.NullMarked;
