package io.crosswalk.pipeline;

/** Sends one value through the steps of a route and comes back when they are done. */
@FunctionalInterface
public interface RouteCall<T> {

    /** @throws Exception what a step of the route threw */
    void through(T value) throws Exception;
}
