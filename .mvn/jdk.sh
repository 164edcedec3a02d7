# Sourced by `canary` and `.ci/run`. POSIX sh.

# Prints the feature release of the JDK in directory $1; fails if it is not a JDK.
# The `release` file is read because starting `java -version` costs more than the whole search.
jdk_release() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$release" ] && echo "$release"
}

# Prints the home of the JDK to use: JAVA_HOME or the one on the PATH if new enough, else the newest
# installed in a usual place. Fails if there is none of release 21 or newer.
find_jdk() {
  on_path=$(command -v javac || true)
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    on_path=${on_path%/bin/javac}
  fi
  for home in "${JAVA_HOME:-}" "$on_path"; do
    if [ -n "$home" ] && found=$(jdk_release "$home") && [ "$found" -ge 21 ]; then
      echo "$home"
      return 0
    fi
  done
  newest=20
  best=
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if found=$(jdk_release "$home") && [ "$found" -gt "$newest" ]; then
      newest=$found
      best=$home
    fi
  done
  [ -n "$best" ] && echo "$best"
}
