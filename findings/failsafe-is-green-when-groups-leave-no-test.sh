#!/usr/bin/env bash
# Failsafe is green when -Dgroups leaves no test, though failIfNoTests is true; Surefire is red.
#
# maven-failsafe-plugin and maven-surefire-plugin 3.6.1, JUnit Jupiter 5.14.4 (Maven Central), Maven 3.8.7. Seen 2026-11-28.
#
# Expected: with <failIfNoTests>true</failIfNoTests> a build in which no test ran fails, in both plugins.
# Seen: with -Dgroups=latency, a tag that no test has, Surefire ends with "No tests were executed!" and BUILD FAILURE. Failsafe prints
# "Tests run: 0" and ends with BUILD SUCCESS. So a gate that Failsafe runs is green for a mistyped tag.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p src/test/java
cat > src/test/java/SmallTest.java <<'JAVA'
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("load")
class SmallTest {
    @Test
    void runs() {}
}
JAVA
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <unit>true</unit>
    <gate>true</gate>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.junit.jupiter</groupId>
      <artifactId>junit-jupiter</artifactId>
      <version>5.14.4</version>
      <scope>test</scope>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <artifactId>maven-surefire-plugin</artifactId>
        <version>3.6.1</version>
        <configuration>
          <skipTests>${unit}</skipTests>
          <failIfNoTests>true</failIfNoTests>
        </configuration>
      </plugin>
      <plugin>
        <artifactId>maven-failsafe-plugin</artifactId>
        <version>3.6.1</version>
        <executions>
          <execution>
            <goals>
              <goal>integration-test</goal>
              <goal>verify</goal>
            </goals>
            <configuration>
              <skipITs>${gate}</skipITs>
              <failIfNoTests>true</failIfNoTests>
              <includes>
                <include>**/*Test.java</include>
              </includes>
            </configuration>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
XML

changed=0
try() {
  local expected=$1
  shift
  local status=0
  mvn -B --no-transfer-progress verify "$@" > log 2>&1 || status=$?
  echo "$*: $(grep -oE 'BUILD (SUCCESS|FAILURE)' log), $(grep -oE 'Tests run: [0-9]+' log | tail -n 1 || true)$(grep -q 'No tests were executed!' log && echo ', No tests were executed!' || true)"
  grep -q "BUILD $expected" log || changed=1
}
try SUCCESS -Dunit=false -Dgroups=load
try FAILURE -Dunit=false -Dgroups=latency
try SUCCESS -Dgate=false -Dgroups=load
try SUCCESS -Dgate=false -Dgroups=latency
exit "$changed"
