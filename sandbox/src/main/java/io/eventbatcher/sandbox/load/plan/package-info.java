/**
 * The plan of a load: realistic events on all routes with duplicates and flaws among them, and the fate of each, all decided by a seed.
 * Touches neither network nor clock; limits to be broken are written down here a second time, apart from the service.
 */
@NullMarked
package io.eventbatcher.sandbox.load.plan;

import org.jspecify.annotations.NullMarked;
