"""What is kept between reruns: one connection a build, and frames by build and view. The only room that caches."""
