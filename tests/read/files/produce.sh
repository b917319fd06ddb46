#!/bin/sh
# Makes the files of this folder anew, with pandoc, LibreOffice Writer, zip and unzip; README.md names the versions.
set -eu
cd "$(dirname "$0")"
here=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp harbour.md ../../../seeds/suez-canal.md "$work"
cd "$work"
echo iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADElEQVR42mNgoA4AAABIAAEQRe/SAAAAAElFTkSuQmCC | base64 -d > harbour.png

# LibreOffice gets the article in its own format, with a running head and a page number, which pandoc does not make.
pandoc --print-default-data-file reference.odt > reference.odt
unzip -q reference.odt styles.xml
head='<style:header><text:p>The Daily Bee, Sea and Land</text:p></style:header>'
foot='<style:footer><text:p>Page <text:page-number/></text:p></style:footer>'
sed -i "s|<style:master-page\([^>]*\)/>|<style:master-page\1>$head$foot</style:master-page>|" styles.xml
zip -q reference.odt styles.xml

for name in harbour suez-canal; do
    pandoc --from markdown-smart "$name.md" --reference-doc reference.odt --output "$name.odt"
    for format in docx pdf epub html; do
        soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "$format" "$name.odt"
        mv "$name.$format" "$here/$name-libreoffice.$format"
    done
    for format in docx epub html; do
        pandoc --from markdown-smart "$name.md" --standalone --output "$here/$name-pandoc.$format"
    done
done
pandoc --from markdown-smart harbour.md --to epub2 --epub-chapter-level 2 --output "$here/harbour-chapters-pandoc.epub"
pandoc --from markdown-smart harbour.md --to plain --standalone --output "$here/harbour-pandoc.txt"
for format in odt rtf; do
    soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "$format" "$here/harbour-pandoc.docx"
    mv "harbour-pandoc.$format" "$here/harbour-libreoffice.$format"
done
