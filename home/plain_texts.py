"""The first words of the plain pages; staff word them as they wish."""

ABOUT = """
<p>BackCare is a UK charity for people with back pain. This site is its library of factsheets.</p>
<h2>What a factsheet tells you</h2>
<p>Each factsheet explains one therapy. It says what happens, what the evidence says, who it may help and who should
not have it. It names who is qualified to give it.</p>
<h2>How we write them</h2>
<p>Staff write each factsheet. An editor checks that it is plain and complete. A clinical reviewer signs off the exact
words before they go live.</p>
<p>A page marked as example text has not been through this. No clinician has reviewed it.</p>
"""

ACCESSIBILITY = """
<p>We want everybody to be able to read this site, in pain or not, on any device and on paper.</p>
<h2>What we aim for</h2>
<ul>
<li>You can use every page with a keyboard alone.</li>
<li>You can make the text four times as large without scrolling sideways.</li>
<li>Pages work without scripts, in light and dark colours, and with a screen reader.</li>
<li>Pages print clearly.</li>
</ul>
<p>Our aim is the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. This page will say what falls short
of it once somebody independent has tested the site.</p>
"""

PRIVACY = """
<p>You can read every page of this site without telling us who you are.</p>
<h2>What we do not do</h2>
<ul>
<li>We set no cookies on public pages.</li>
<li>We load nothing from other companies.</li>
<li>We do not follow you from page to page.</li>
</ul>
<h2>What our server notes</h2>
<p>Like every web server, ours may note the time and address of each request, to keep the site safe and working.</p>
<h2>When you tell us whether a factsheet was useful</h2>
<p>Below each factsheet you can tell us whether it was useful. We keep your yes or no, your comment if you write one, and
the time. Our staff read them to make the factsheet better.</p>
<p>We do not ask who you are. Before we keep your comment, a program takes out phone numbers, email addresses, NHS numbers
and postcodes. It may miss some, so please leave out anything that tells who you are.</p>
<p>To stop floods of answers we count how many come from one part of the internet in a day. For the count we scramble a
part of your internet address. We do not keep the address itself. We count with it for that day only, and delete it when
the first answer of another day comes in.</p>
<h2>When a search finds nothing</h2>
<p>We count what people searched for and did not find. Our staff then write it, or name it better. We keep the words, how
often, and the first and the last day. We keep nothing about who searched.</p>
<p>We do not keep long searches. We do not keep searches with a phone number, an email address, an NHS number or a
postcode.</p>
<p>Our staff see words only once they have been searched for five times. We delete rarer words after 90 days.</p>
<h2>Staff</h2>
<p>Staff who sign in have a cookie for as long as they are signed in. We keep a log of who signed in, or tried to, and of
who changed accounts, with a part of the internet address. We delete it after a year.</p>
"""


def _one_line(html: str) -> str:
    return " ".join(html.split()).replace("> <", "><")


PLAIN_PAGES = [
    ("About us", "about", _one_line(ABOUT)),
    ("Accessibility", "accessibility", _one_line(ACCESSIBILITY)),
    ("Privacy", "privacy", _one_line(PRIVACY)),
]
