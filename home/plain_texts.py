"""The first words of the plain pages; staff word them as they wish. How long what is kept stands in `backcare/retention.py` alone."""

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
<p>Our aim is the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. Below stands what
falls short of it, and what nobody has tested yet.</p>
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
<p>Like every web server, ours notes the time, the page and the internet address of each request, to keep the site safe and
working. It does not note what you search for.</p>
<p>We also count, day by day, how often each page, each PDF and each code of a printed copy is asked for, and how often somebody
searches. We leave out programs and our own staff. We keep the day, the page and the number, and nothing about who read.</p>
<h2>When you tell us whether a factsheet was useful</h2>
<p>Below each factsheet you can tell us whether it was useful. We keep your yes or no, your comment if you write one, and
the time. Our staff read them to make the factsheet better, and note what they did about them.</p>
<p>We do not ask who you are. Before we keep your comment, a program takes out phone numbers, email addresses, NHS numbers
and postcodes. It may miss some, so please leave out anything that tells who you are.</p>
<p>To stop floods of answers we count how many come from one part of the internet in a day. For the count we scramble a
part of your internet address. We do not keep the address itself.</p>
<h2>When you search</h2>
<p>While you type into the search box, your browser asks us for names that begin like that. We keep nothing of it.</p>
<p>We count searches that found nothing, and those that found only some of the words. Our staff then write what is missing,
or name it better. We keep the words, how often they were searched for, and the first and the last day. We also keep what our
staff did about them. We keep nothing about who searched.</p>
<p>We do not keep long searches. We do not keep searches with a phone number, an email address, an NHS number or a
postcode. Our staff see words only once they have been searched for five times.</p>
<h2>Cookies</h2>
<p>Pages that everybody may read set none. If we gave you the password of a page, a cookie remembers that you typed it.</p>
<p>Staff have cookies where they work. These keep them signed in, protect the forms that they send, and remember how their screens
are set and what has been saved.</p>
<h2>Staff</h2>
<p>What staff do with a text is written down under their name. So is who signs in or tries to, and who changes whose account,
with a part of the internet address.</p>
<p>What staff type into a form stays in their own browser until it is saved, so that it is not lost when they are signed out
or the site is away. The browser shows it to the person who typed it and to nobody else who signs in.</p>
"""


def _one_line(html: str) -> str:
    return " ".join(html.split()).replace("> <", "><")


PLAIN_PAGES = [
    ("About us", "about", _one_line(ABOUT)),
    ("Accessibility", "accessibility", _one_line(ACCESSIBILITY)),
    ("Privacy", "privacy", _one_line(PRIVACY)),
]
