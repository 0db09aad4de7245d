/**
 * Pages as text: constant templates with places for values, which are escaped by their context. Knows neither HTTP nor the service.
 */
@NullMarked
package io.eventbatcher.console.html;

import org.jspecify.annotations.NullMarked;
