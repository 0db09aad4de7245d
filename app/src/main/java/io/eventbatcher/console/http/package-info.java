/**
 * Requests and responses of the console over the JDK's HTTP server: bounded bodies, threads of their own, and the headers that keep a
 * browser from doing harm. Knows no page.
 */
@NullMarked
package io.eventbatcher.console.http;

import org.jspecify.annotations.NullMarked;
