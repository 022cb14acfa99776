# An image with a shell and nothing else, as no registry is at hand.
if ! docker image inspect tiny > /dev/null 2>&1; then
  mkdir -p /tmp/tiny && cp /opt/context/busybox /tmp/tiny/
  printf 'FROM scratch\nCOPY busybox /bin/busybox\nRUN ["/bin/busybox","--install","-s","/bin"]\n' > /tmp/tiny/Dockerfile
  docker build --quiet --tag tiny /tmp/tiny > /dev/null
fi
