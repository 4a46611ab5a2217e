"""What readers type that the library lacks, and where the starter's signposts send them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from factsheets.search.answers import had_instead
from factsheets.starter.library import load_starter_library
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db

PHYSIO, MEDICINES = "Physiotherapy", "Painkillers and other medicines"
CONTACT, PRINT = "Contact us", "Large print, Braille, easy read and audio"
ANSWERS = {
    PHYSIO: [
        "physiotherapy", "physio", "Physio?", "physiotherapist", "phsyio", "physiotherpy", "fisiotherapy", "physio therapy",
        "should I see a physio about my back", "physical therapy",
    ],
    "Pilates": ["pilates", "pilatis", "Pilate's", "pilates for back pain", "is pilates safe"],
    "Yoga": ["yoga", "yogga", "can I do yoga"],
    "Swimming": ["swimming", "swiming", "can I swim", "is swimming good for a bad back"],
    "Walking, running and cycling": ["walking", "is walking good for back pain", "jogging"],
    MEDICINES: [
        "ibuprofen", "ibuprofin", "ibuprophen", "painkillers", "pain killers", "paracetamol", "paracetomol", "codeine",
        "naproxen", "naproxin", "can I take ibuprofen with codeine", "medication for back pain",
    ],
    "Heat, cold and ice": ["heat", "is heat good for back pain", "ice", "heat or ice", "cold", "hot water bottle"],
    "Scoliosis": ["scoliosis", "scoliosus", "I have scoliosis"],
    "Surgery": ["surgery", "back operation", "do I need an operation"],
    "Injections": ["injections", "steroid injection"],
    "X-rays and scans": ["x-ray", "xray", "MRI", "mri scan", "do I need a scan"],
    "Mattresses, chairs and beds": ["mattress", "best matress for back pain", "bed", "office chair"],
    "Work and sick notes": ["work", "sick note", "doctors sicknote", "when can I go back to work"],
    "Depression and low mood": ["depression", "I feel depressed", "low mood", "depression and back pain"],
    "Driving": ["driving", "can I drive with back pain"],
    "Benefits and money": ["benefits", "PIP"],
    "Pregnancy": ["pregnancy", "pregnent", "I am pregnant and my back hurts"],
    "Children and young people": ["children", "my child has back pain"],
    "What a therapy costs": ["cost", "free on the NHS", "price", "is it available on the NHS"],
    "Find somebody near you": ["near me", "find a practitioner", "find a practioner", "can you recommend an osteopath"],
    CONTACT: ["contact", "phone number", "email", "e-mail address", "helpline", "help line", "helpine", "how do I contact you"],
    PRINT: ["large print", "largeprint", "large-print version", "larje print", "braille", "easy read", "audio"],
    "Donate, volunteer or work for us": ["donate", "volunteering", "jobs"],
    "Privacy": ["privacy", "cookies"],
    "Stretches and exercises at home": ["stretches", "back exercises"],
    "Rest and keeping active": ["should I rest or keep moving"],
    "Other conditions": ["arthritis", "menopause", "arthritus"],
    "Stress and worry": ["stress", "anxiety"],
    "Food, weight, drinking and smoking": ["diet", "I'm overweight", "smoking", "alcohol"],
    "Herbs, oils and supplements": ["cbd oil", "turmeric", "herbal remedies"],
    "Other illnesses and medicines that you take": ["blood thinners", "pacemaker", "warfarin"],
    "Travelling": ["flying with back pain", "travel"],
    "Older people": ["elderly mum"],
    "Whether a treatment hurts": ["does it hurt"],
    "When to see a doctor": ["should I see a doctor", "shoud i see a doctor", "do I need to see a GP"],
    "Side effects and what may go wrong": ["side effects", "sideeffects", "what are the risks"],
    "How long back pain lasts": ["how long does back pain last", "how long to recover"],
}  # fmt: skip
#: What the library answers itself, or what only sounds alike.
QUIET = [
    "medical acupuncture", "acupuncture", "exercise class", "TENS machine", "dry needling", "how does acupuncture work",
    "benefits of acupuncture", "pain running down my leg", "pain getting out of bed", "referred pain", "cold weather pain",
    "pain at the top of my back", "chinese medicine", "sciatica", "low back pain", "numb legs",
    "acupuncture recommended by NICE", "is massage recommended", "recommended exercises", "does NICE recommend TENS",
    "risks of massage", "side effects of acupuncture",
]  # fmt: skip


@pytest.fixture(scope="module")
def library(lasting_rows):
    load_starter_library()
    index_everything()


def answers(client: Client, q: str) -> list[str]:
    soup = BeautifulSoup(client.get("/search/", {"q": q}).content, "html.parser")
    return [" ".join(heading.get_text().split()) for heading in soup.select(".answer h2, .answer h3")]


def test_no_dead_end_is_left(client, library):
    asked = [(q, heading) for heading, questions in ANSWERS.items() for q in questions]
    assert [(q, found) for q, heading in asked if heading not in (found := answers(client, q))] == []


def test_other_questions_are_left_to_the_library(client, library):
    assert [(q, found) for q in QUIET if (found := answers(client, q))] == []


def test_both_are_found_by_a_question_about_two_things(client, library):
    soup = BeautifulSoup(client.get("/search/", {"q": "osteopath or physio"}).content, "html.parser")
    assert [heading.get_text() for heading in soup.select(".hit h3, .answer h3")][:2] == [
        "Osteopathy",
        PHYSIO,
    ]


def test_each_is_about_what_the_library_lacks(library):
    assert had_instead() == {}
