@NullMarked
package io.eventbatcher.http;

import org.jspecify.annotations.NullMarked;
